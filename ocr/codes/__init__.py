"""Machine-readable codes printed on a page. Public: `qr.find_qr`."""
