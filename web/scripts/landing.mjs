// Keeps the place that the address names below the header while the page still changes above it: questions become
// controls, fonts arrive, and parts of long lists get their true height. It stops when the reader does anything.

const STILL = 12; // frames without a change
const MOST = 180; // frames in all

let turn = 0;

function land() {
  const target = document.querySelector(":target");
  const mine = (turn += 1);
  let frames = 0;
  let still = 0;
  const step = () => {
    if (!target || mine !== turn) return;
    const before = scrollY;
    target.scrollIntoView({ behavior: "instant" });
    frames += 1;
    still = Math.abs(scrollY - before) < 1 ? still + 1 : 0;
    if (still < STILL && frames < MOST) requestAnimationFrame(step);
  };
  step();
}

/** Keeps the place from now on. */
export function landing() {
  for (const type of ["keydown", "pointerdown", "touchstart", "wheel"]) {
    addEventListener(type, () => (turn += 1), { capture: true, passive: true });
  }
  addEventListener("hashchange", land);
  // After a reload, and on the way back, the browser restores the place where the reader was.
  const [visit] = performance.getEntriesByType("navigation");
  if (location.hash && /** @type {PerformanceNavigationTiming | undefined} */ (visit)?.type === "navigate") {
    document.fonts.ready.then(() => document.readyState !== "complete" || land());
    if (document.readyState === "complete") land();
    else addEventListener("load", land);
  }
}
