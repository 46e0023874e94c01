"""Golden scans: made-up papers and, where they are at hand, real ones, read through the whole pipeline with floors."""
