"""Nothing of Spark in it."""

print("acks=0")
