"""The kiosk: a touch screen in a waiting room, used by strangers one after another, that nobody looks after."""
