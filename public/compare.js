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

/** Index of the change being read: the one last gone to while it is in sight, else the last that begins above the middle. */
function currentIndex() {
  const gone = changes.findIndex((change) => change === document.activeElement);
  const place = changes[gone]?.getBoundingClientRect();
  if (place && place.bottom > 0 && place.top < innerHeight) return gone;
  return changes.findLastIndex((change) => change.getBoundingClientRect().top < innerHeight / 2);
}

function goTo(change) {
  location.replace(`#${change.id}`);
  change.focus({ preventScroll: true });
}

function isTyping({ target }) {
  return target instanceof Element && target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]") !== null;
}

addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step || !box?.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  const change = changes[currentIndex() + step];
  if (change) goTo(change);
});

if (box && changes.length > 1) {
  keys.hidden = false;
  box.checked = readKept() !== "off";
  box.addEventListener("change", () => keep(box.checked ? "on" : "off"));
}
