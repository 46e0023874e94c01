"""Pure steps from image to image, one module each; `pipeline.clean` decides which of them a page needs.

Images are numpy arrays of 8 bits a channel, grey (height, width) or RGB (height, width, 3). No step changes the array
that it is given.
"""
