"""What the bot keeps, on a Redis server that several workers share."""
