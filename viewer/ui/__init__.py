"""The widgets that every face of the program shares. They show content and hold no rules of their own."""
