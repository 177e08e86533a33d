"""What there is to show: topics, pages, blocks, the notice. Nothing here knows Qt."""
