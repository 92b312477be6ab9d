"""What the channels of new media give: posts, from feeds and, later, from exports."""
