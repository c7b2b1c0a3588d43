"""One matter at one go (一件事一次办): the guide of a bundle, handing it in, and where its cases stand."""
