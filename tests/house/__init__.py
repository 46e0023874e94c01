"""The house rules, each with a planted breach or a counter-example that proves it bites."""
