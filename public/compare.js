// For the page of a comparison; everything works without it. The keys n and j lead to the next change, p and k to the
// previous one; the box switches them off for people whom single keys disturb (WCAG 2.1.4).

const changes = Array.from(document.querySelectorAll(".change"));
const keys = document.getElementById("keys");
const box = keys?.querySelector("input");
const STEPS = { n: 1, j: 1, p: -1, k: -1 };
const KEPT = "comparison-keys";

function readKept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(value) {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

/** Index of the change last gone to by key; -1 once the page was moved by hand. */
let gone = -1;

for (const move of ["wheel", "touchmove", "pointerdown"]) addEventListener(move, () => { gone = -1; }, { passive: true });

/** The change being read: the one gone to, else the last that begins near the top of the window or above. */
function currentIndex() {
  return gone !== -1 ? gone : changes.findLastIndex((change) => change.getBoundingClientRect().top <= 120);
}

function goTo(index) {
  gone = index;
  location.replace(`#${changes[index].id}`);
  changes[index].focus({ preventScroll: true });
}

function isTyping({ target }) {
  return target instanceof Element && target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]") !== null;
}

addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step || !box?.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  const index = currentIndex() + step;
  if (changes[index]) goTo(index);
});

if (box && changes.length > 1) {
  keys.hidden = false;
  box.checked = readKept() !== "off";
  box.addEventListener("change", () => keep(box.checked ? "on" : "off"));
}
