"""Training: the marked reports of corpus/ become the weights in recounted/weights (`make train`)."""
