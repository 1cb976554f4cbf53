// The list of links: addresses are copied by a press, and menus close by themselves.
import "./copy.js";
import "./menu.js";
