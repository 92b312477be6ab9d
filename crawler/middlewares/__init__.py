"""What stands between Scrapy and the network, one concern a file."""
