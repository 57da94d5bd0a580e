"""Rows in the forms that training and evaluation frameworks expect; one module a framework."""
