"""What the bot keeps, in one file of this machine."""
