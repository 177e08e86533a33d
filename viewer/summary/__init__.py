"""What people take home: a topic as PDF pages and as one web page, made from the blocks of the screen. No Qt."""
