"""Ready sentences for templates: dates in words, links and names, so that a page only prints."""
