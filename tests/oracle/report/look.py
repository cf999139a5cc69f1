"""Looks at report.html as a browser shows it, and fails on what a reader would trip over.

    python3 look.py report.html [--axe axe.min.js] [--browser chromium] [--pictures FOLDER]

Drives a headless Chromium by its DevTools protocol over a pipe, with the standard library alone: no message of the console, no request, nothing
that axe-core finds, nothing wider than the screen from 320 to 1600 pixels, a first screen of 1280 × 800, the keyboard in the order of the page
with its focus seen, areas lit up, both themes, and paper with all tables open without script. Pictures are taken where a folder for them is
named. `npm pack axe-core` brings axe.min.js; pictures of paper need pdftoppm, its words pdftotext. A browser that ends or does not answer for a
minute is started anew; the third time the page has failed, with the question that had no answer.
"""

import argparse
import base64
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile

WIDTHS = [320, 390, 768, 1280, 1600]
PICTURES = [390, 768, 1280, 1600]
FIRST_SCREEN = (1280, 800)
THEMES = ["light", "dark"]
# How high a picture is at most.
PIECE = 2500
# How many seconds an answer may take, and how often a browser is started.
PATIENCE = 60
STARTS = 3
# Puts two pipes where the browser expects them, then becomes the browser.
LAUNCH = """
import os, sys
ends = [os.dup(os.dup(os.dup(int(end)))) for end in sys.argv[1:3]]
for end, place in zip(ends, (3, 4)):
    os.dup2(end, place)
os.execvp(sys.argv[3], sys.argv[3:])
"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The element that has the focus: its place among all, what it is called, where it is, whether its focus is seen and nothing hides it.
FOCUSED = """
(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const seen = one.matches("input") ? one.nextElementSibling : one;
  const { outlineStyle, outlineWidth } = getComputedStyle(seen);
  const box = seen.getBoundingClientRect();
  const x = Math.min(Math.max(box.x + Math.min(box.width, innerWidth) / 2, 1), innerWidth - 2);
  const y = Math.min(Math.max(box.y + Math.min(box.height / 2, 12), 1), innerHeight - 2);
  const above = document.elementFromPoint(x, y);
  return {
    place: [...document.querySelectorAll("*")].indexOf(one),
    name: `${one.tagName.toLowerCase()} ${(one.id || one.textContent.trim()).slice(0, 40)}`,
    top: Math.round(box.y + scrollY),
    isSeen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    isClear: Boolean(above) && (seen.contains(above) || above.contains(seen) || one.contains(above)),
  };
})()
"""


class Silence(Exception):
    """The browser ended, its tab crashed, or an answer is overdue."""


class Browser:
    """One tab of a headless Chromium."""

    def __init__(self, program):
        self.profile = tempfile.mkdtemp()
        to_browser, from_us = os.pipe()
        to_us, from_browser = os.pipe()
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe"]
        # Shared memory is small in containers, and a tab that finds none left crashes.
        quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-extensions", "--disable-sync",
                 "--disable-dev-shm-usage"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, str(to_browser), str(from_browser), program, *flags, *quiet,
             f"--user-data-dir={self.profile}", "about:blank"],
            pass_fds=(to_browser, from_browser), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.out, self.into, self.read = from_us, to_us, bytearray()
        self.number, self.session, self.events = 0, None, []

    def begin(self):
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network", "Inspector"]:
            self.ask(f"{domain}.enable")

    def message(self, awaited):
        while (end := self.read.find(b"\0")) < 0:
            if not select.select([self.into], [], [], PATIENCE)[0]:
                raise Silence(f"{awaited}: no answer in {PATIENCE} s")
            letters = os.read(self.into, 1 << 16)
            if not letters:
                raise Silence(f"{awaited}: the browser ended")
            self.read += letters
        message = json.loads(self.read[:end])
        del self.read[:end + 1]
        if message.get("method") in ("Inspector.targetCrashed", "Target.targetCrashed"):
            raise Silence(f"{awaited}: the tab crashed")
        return message

    def ask(self, method, **parameters):
        self.number += 1
        question = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            question["sessionId"] = self.session
        self.send(json.dumps(question).encode() + b"\0")
        while True:
            message = self.message(method)
            if message.get("id") == self.number:
                if "error" in message:
                    raise SystemExit(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def send(self, data):
        try:
            while data:
                data = data[os.write(self.out, data):]
        except BrokenPipeError:
            raise Silence("the browser ended") from None

    def wait_for(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.message(method))

    def evaluate(self, script):
        result = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise SystemExit(f"{script[:80]}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def look(self, width, height, theme, media=""):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": theme}])

    def open(self, address, is_scripted=True):
        self.events.clear()
        self.ask("Emulation.setScriptExecutionDisabled", value=not is_scripted)
        self.ask("Page.navigate", url=address)
        self.wait_for("Page.loadEventFired")
        if not is_scripted:
            return
        # What a page does once it is there, such as watching sizes.
        self.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def press(self, key, code):
        for kind in ["keyDown", "keyUp"]:
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def picture(self, folder, name, whole=True):
        """What the screen shows, or the whole page in pieces that a picture can hold; nothing where nobody looks."""
        if folder is None:
            return
        if not whole:
            self.shot(folder / f"{name}.png", captureBeyondViewport=False)
            return
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        for piece, top in enumerate(range(0, int(size["height"]), PIECE)):
            clip = {"x": 0, "y": top, "width": size["width"], "height": min(PIECE, size["height"] - top), "scale": 1}
            self.shot(folder / f"{name}-{piece + 1}.png", captureBeyondViewport=True, clip=clip)

    def shot(self, path, **how):
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", **how)["data"]))

    def close(self):
        """Ends it, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        os.close(self.out)
        os.close(self.into)
        shutil.rmtree(self.profile, ignore_errors=True)


def messages(browser, address):
    """Whatever the console says, and whatever is asked for but the page itself."""
    for event in browser.events:
        method, told = event.get("method"), event.get("params", {})
        if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            yield f"console: {json.dumps(told)[:400]}"
        if method == "Network.requestWillBeSent" and told["request"]["url"] not in (address, "data:,"):
            yield f"request: {told['request']['url'][:200]}"


def overflow(browser):
    wide = browser.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        yield f"the page is {wide} px wider than the screen"


def opening(browser):
    low = browser.evaluate("""[...document.querySelectorAll(".opening, nav")].map(
        (one) => [one.className || one.tagName, Math.round(one.getBoundingClientRect().bottom)])""")
    yield from (f"{name} ends at {bottom} px of {FIRST_SCREEN[1]}" for name, bottom in low if bottom > FIRST_SCREEN[1])


def accessibility(browser, axe):
    if not axe:
        return
    browser.evaluate(axe + "; undefined")
    run = f"axe.run(document, {{runOnly: {json.dumps(TAGS)}, resultTypes: ['violations']}})"
    found = browser.evaluate(run + """.then(({ violations }) => violations.map(({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.length} × ${nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 160) + " " + failureSummary)}`))""")
    yield from (f"axe: {one}" for one in found)


def walk(browser, is_one_column):
    """Tab from the first stop to the last: in the order of the page, each seen, none a trap."""
    stops = []
    browser.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    for _ in range(1000):
        browser.press("Tab", 9)
        stop = browser.evaluate(FOCUSED)
        if stop is None or any(stop["place"] == other["place"] for other in stops):
            break
        stops.append(stop)
        if not stop["isSeen"]:
            yield f"focus is not seen: {stop['name']}"
        if not stop["isClear"]:
            yield f"focus is hidden: {stop['name']}"
    else:
        yield "the keyboard does not come to an end"
    if [stop["place"] for stop in stops] != sorted(stop["place"] for stop in stops):
        yield f"the keyboard leaves the order of the page: {[stop['name'] for stop in stops]}"
    # The first is the link over the bar; what the bar holds stands side by side.
    tops = [stop["top"] for stop in stops if not stop["name"].startswith(("a Skip", "a Vai", "input", "button print"))]
    if is_one_column and any(lower < upper - 40 for upper, lower in zip(tops, tops[1:])):
        yield "the keyboard goes up the page"
    last = browser.evaluate("""[...document.querySelectorAll("a[href], summary, button, [tabindex='0']")]
        .filter((one) => one.tabIndex >= 0 && one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })).length""")
    # One of the radio buttons is a stop too.
    if len(stops) != last + 1:
        yield f"the keyboard has {len(stops)} stops of {last + 1}"


def areas(browser):
    """A name that is chosen is lit up wherever it stands, and goes out again."""
    if not browser.evaluate("""(() => {
        const name = document.querySelector("button.area");
        if (!name) return false;
        name.closest("details").open = true;
        name.click();
        return true;
    })()"""):
        return
    lit = browser.evaluate("[document.querySelectorAll('.lit').length, document.querySelectorAll('svg .ring').length]")
    if lit[0] + lit[1] < 2:
        yield f"an area is lit up in {lit[0]} rows and {lit[1]} pictures"
    browser.press("Escape", 27)
    if browser.evaluate("document.querySelectorAll('.lit, svg .ring').length"):
        yield "an area stays lit up"


def themes(browser):
    """The switch decides, whatever the device prefers, and each theme has its own pictures."""
    for theme in reversed(THEMES):
        seen = browser.evaluate(f"""(() => {{
            document.getElementById("theme-{theme}").click();
            const isShown = (one) => one.checkVisibility();
            const pictures = [...document.querySelectorAll(".light, .dark")].filter((one) => isShown(one.parentElement));
            return {{ scheme: getComputedStyle(document.documentElement).colorScheme,
                      own: pictures.filter((one) => one.matches(".{theme}")).every(isShown),
                      other: pictures.filter((one) => !one.matches(".{theme}")).some(isShown) }};
        }})()""")
        if seen != {"scheme": theme, "own": True, "other": False}:
            yield f"the theme {theme} is {seen}"


def printed(browser, folder):
    """The pages of A4, without script: all tables open, in light colours."""
    pdf = browser.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
    path = (folder or pathlib.Path(browser.profile)) / "print.pdf"
    path.write_bytes(base64.b64decode(pdf))
    if folder and shutil.which("pdftoppm"):
        for old in folder.glob("print-*.png"):
            old.unlink()
        subprocess.run(["pdftoppm", "-r", "70", "-png", path, folder / "print"], check=True)
    if shutil.which("pdftotext"):
        pages = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout.split("\f")
        words = " ".join("".join(pages).split())
        first = " ".join(pages[0].split())
        for text in browser_texts(browser, "caption"):
            if text not in words and text[:30] not in words:
                yield f"not printed: {text}"
        for text in browser_texts(browser, ".opening h1, .opening h2"):
            if text[:25] not in first:
                yield f"not on the first page: {text}"


def browser_texts(browser, selector):
    return browser.evaluate(f"[...document.querySelectorAll({json.dumps(selector)})].map((one) => one.textContent.replace(/\\s+/g, ' ').trim())")


def checked(browser, address, axe, folder):
    for theme in THEMES:
        for width in WIDTHS:
            browser.look(width, 800, theme)
            browser.open(address)
            found = [*messages(browser, address), *overflow(browser)]
            if (width, 800) == FIRST_SCREEN:
                found += opening(browser)
                browser.picture(folder, f"first-{theme}", whole=False)
            if width in PICTURES:
                browser.picture(folder, f"{width}-{theme}")
            if width in (390, 1280):
                found += walk(browser, width == 390)
                browser.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
                found += [*overflow(browser), *accessibility(browser, axe)]
                if width == 1280:
                    browser.picture(folder, f"open-{theme}")
                found += [*areas(browser), *themes(browser)]
            yield from (f"{width} px, {theme}: {one}" for one in found)
    browser.look(1280, 800, "dark")
    browser.open(address, is_scripted=False)
    browser.picture(folder, "no-script")
    yield from (f"print: {one}" for one in printed(browser, folder))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("report", type=pathlib.Path)
    parser.add_argument("--axe", type=pathlib.Path, help="axe.min.js of the package axe-core; without it nothing is said of accessibility")
    parser.add_argument("--browser", default="chromium")
    parser.add_argument("--pictures", type=pathlib.Path, help="a folder for pictures to look at")
    arguments = parser.parse_args()
    if arguments.pictures:
        arguments.pictures.mkdir(parents=True, exist_ok=True)
    address = arguments.report.resolve().as_uri()
    axe = arguments.axe.read_text() if arguments.axe else None
    for start in range(1, STARTS + 1):
        browser = Browser(arguments.browser)
        try:
            browser.begin()
            found = list(checked(browser, address, axe, arguments.pictures))
            break
        except Silence as silence:
            found = [str(silence)]
            print(f"start {start} of the browser: {silence}", file=sys.stderr)
        finally:
            browser.close()
    print("\n".join(found) or f"{arguments.report}: nothing to trip over")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
