"""Whether what a site says is worded, named and dated as it should be."""
