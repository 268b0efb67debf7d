"""What the faces at a terminal share: how they speak, and how they open the data folder."""
