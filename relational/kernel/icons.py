"""The pictures that stand beside a word, by what they mean."""

# Drawn on 24 by 24, as strokes; the sheet gives them their weight.
ICONS = {
    "ask": '<circle cx="7" cy="12" r="3.5"/><circle cx="18" cy="12" r="3" stroke-dasharray="2 2.5"/><path d="M15 12h-4"/>',
    "bell": '<path d="M12 4a5.5 5.5 0 0 0-5.5 5.5c0 5-2 6.5-2 6.5h15s-2-1.5-2-6.5A5.5 5.5 0 0 0 12 4ZM10 19.5a2 2 0 0 0 4 0"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
    "down": '<path d="M12 4v11m-5-5 5 5 5-5M5 20h14"/>',
    "find": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "gift": '<path d="M4 11h16v9H4ZM3 7.5h18V11H3ZM12 7.5V20M12 7.5C9 7.5 7 6.5 7 5s3.5-2 5 2.5C13.5 3 17 3.5 17 5s-2 2.5-5 2.5Z"/>',
    "hand": '<path d="M7 12V6.5a1.5 1.5 0 0 1 3 0V11m0-6a1.5 1.5 0 0 1 3 0v6m0-5a1.5 1.5 0 0 1 3 0v6m0-3.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6h-1c-3 0-4.3-1.5-5.5-3.5l-2.8-4.7a1.5 1.5 0 0 1 2.5-1.6L7 13"/>',
    "heart": '<path d="M12 20C6 16 3.5 12.5 3.5 9a4.4 4.4 0 0 1 8.5-1.7A4.4 4.4 0 0 1 20.5 9c0 3.5-2.5 7-8.5 11Z"/>',
    "help": '<circle cx="13" cy="6.5" r="3"/><path d="M3.5 13.5H7l4 2.2h3.2a1.6 1.6 0 0 1 0 3.2H10M15.5 16.2l3.6-2.3a1.5 1.5 0 0 1 1.7 2.5L14.5 21H8.5l-5-1.6"/>',
    "house": '<path d="M4 11.5 12 4.5l8 7M6 10v9.5h12V10M10 19.5v-5h4v5"/>',
    "idea": '<path d="M9 17.5v-1.8A6.5 6.5 0 1 1 15 15.7v1.8ZM10 20.5h4"/>',
    "knot": '<path d="M12 11.5C9 6.5 3.8 5.6 3.4 9S8 14 12 11.5Zm0 0c3-5 8.2-5.9 8.6-2.5S16 14 12 11.5Zm0 0-4.2 8m4.2-8 4.2 8"/>',
    "leaf": '<path d="M5 19c0-9 5-13.5 14.5-14C20 14 15 19 8.5 18M5 20c1.5-4.5 4.5-7.5 8.5-9.5"/>',
    "leave": '<path d="M10 4H5v16h5M10 12h10m-4-4 4 4-4 4"/>',
    "onward": '<path d="m9 6 6 6-6 6"/>',
    "open": '<path d="m6 9 6 6 6-6"/>',
    "pencil": '<path d="m4 20 1-4.5L16.5 4 20 7.5 8.5 19ZM14 6.5l3.5 3.5"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.3-4.5 2.8-6.5 6.5-6.5s6.2 2 6.5 6.5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.5 13.8c2.5.7 3.8 2.7 4 6.2"/>',
    "phone": '<rect x="7" y="3" width="10" height="18" rx="2"/><path d="M11 17.5h2"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 8V4h10v4M7 17H4V8.5h16V17h-3M7 14h10v6H7Z"/>',
    "question": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1 1-1.1 1.9M12 16.7v.1"/>',
    "smile": '<circle cx="12" cy="12" r="8.5"/><path d="M8 14c1 1.7 2.3 2.5 4 2.5s3-.8 4-2.5M9 9.5v.1m6-.1v.1"/>',
    "sprout": '<path d="M12 20v-8m0 0C12 8 9 6 5 6c0 4 3 6 7 6Zm0 2c0-4 3-6 7-6 0 4-3 6-7 6Z"/>',
    "sun": '<circle cx="12" cy="12" r="4"/><path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4"/>',
    "talk": '<path d="M4 5h16v11h-8l-4.5 4v-4H4Z"/>',
    "tick": '<path d="m5 12.5 4.5 4.5L19 7"/>',
    "up": '<path d="M12 20V5m-6 6 6-6 6 6"/>',
    "walk": '<ellipse cx="7.5" cy="7" rx="2.7" ry="4"/><path d="M5.8 13.5h3.4v1.8a1.7 1.7 0 0 1-3.4 0Z"/><ellipse cx="16.5" cy="11" rx="2.7" ry="4"/><path d="M14.8 17.5h3.4v1.8a1.7 1.7 0 0 1-3.4 0Z"/>',
}
# What an icon always wears: "turn" follows the direction of writing, "knot" is a promise.
DRESS = {"knot": "knot", "leave": "turn", "onward": "turn"}
