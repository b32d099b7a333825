package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser window with the page in it: what a user does and sees there. */
final class Window implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Window.class.getName());

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Dimension USUAL = new Dimension(1000, 700);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots", System.getProperty("arquillian.launch"));

    /** Browsers without a page, since they take long to start. */
    private static final Queue<ChromeDriver> IDLE = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Window::quitAll));
    }

    private final ChromeDriver browser;

    private Window(ChromeDriver browser) {
        this.browser = browser;
    }

    static Window open(URI page) {
        return openWith(Map.of(), page);
    }

    /** A window of somebody who is logged in, as {@link AdminClient} is. */
    static Window openAs(String who, URI page) {
        return openWith(Map.of("X-As", who), page);
    }

    private static Window openWith(Map<String, String> headers, URI page) {
        @Nullable ChromeDriver idle = IDLE.poll();
        ChromeDriver browser = idle == null ? start() : idle;
        try {
            browser.executeCdpCommand("Network.enable", Map.of());
            browser.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", headers));
            browser.get(page.toString());
            return new Window(browser);
        } catch (WebDriverException e) {
            browser.quit();
            throw e;
        }
    }

    private static ChromeDriver start() {
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--window-size=" + USUAL.width + "," + USUAL.height);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
        return new ChromeDriver(options);
    }

    String title() {
        return browser.getTitle();
    }

    Window enters(String name, String room) {
        one("#name").sendKeys(name);
        one("#room").clear();
        one("#room").sendKeys(room);
        one("#enter").click();
        return isJoined();
    }

    Window isJoined() {
        sees("the connection", () -> List.of(attribute("#status", "data-state")), List.of("joined"));
        return this;
    }

    Window writes(String text) {
        one("#text").sendKeys(text, Keys.ENTER);
        return this;
    }

    Window clicks(String selector) {
        one(selector).click();
        return this;
    }

    Window scrollsToTheTop() {
        one("#scroller").sendKeys(Keys.HOME);
        return this;
    }

    Window reloads() {
        browser.navigate().refresh();
        return this;
    }

    /** Clicks on the first of these that has such a text. */
    Window clicksText(String selector, String text) {
        all(selector).stream()
                .filter(element -> element.isDisplayed() && element.getText().contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + selector + " with " + text))
                .click();
        return this;
    }

    /** All of these texts are somewhere in an element, shown or folded away. */
    void seesTexts(String selector, String... texts) {
        sees(
                selector,
                () -> Stream.of(texts)
                        .filter(text -> String.valueOf(one(selector).getDomProperty("textContent"))
                                .contains(text))
                        .toList(),
                List.of(texts));
    }

    /** These messages and no others, each as its author and its text. */
    Window seesMessages(String... messages) {
        sees(
                "messages",
                () -> all(".message[data-seq]").stream()
                        .map(message -> message.getDomAttribute("data-from") + ": "
                                + message.findElement(By.cssSelector(".text")).getDomProperty("textContent"))
                        .toList(),
                List.of(messages));
        return this;
    }

    /** As many messages, from this seq on. */
    Window seesMessages(int count, long firstSeq) {
        sees(
                "messages",
                () -> {
                    List<WebElement> shown = all(".message[data-seq]");
                    return List.of(
                            String.valueOf(shown.size()),
                            shown.isEmpty() ? "" : String.valueOf(shown.get(0).getDomAttribute("data-seq")));
                },
                List.of(String.valueOf(count), String.valueOf(firstSeq)));
        return this;
    }

    Window seesPeople(String... users) {
        sees(
                "people",
                () -> all(".person").stream()
                        .map(person -> String.valueOf(person.getDomAttribute("data-user")))
                        .toList(),
                List.of(users));
        return this;
    }

    /** Among what the page tells the user, there is this. */
    void seesNotice(String text) {
        sees(
                "a notice",
                () -> all(".notice").stream()
                        .map(WebElement::getText)
                        .filter(text::equals)
                        .limit(1)
                        .toList(),
                List.of(text));
    }

    /** Why there is no connection. */
    void seesExplanation(String text) {
        sees("an explanation", () -> List.of(one("#explanation-text").getText()), List.of(text));
    }

    /** How many elements there are. */
    int count(String selector) {
        return all(selector).size();
    }

    boolean isVisible(String selector) {
        return one(selector).isDisplayed();
    }

    void hasNoComplaints() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .as("the browser's console")
                .isEmpty();
    }

    void isPhotographed(String name) throws IOException {
        isPhotographed(name, USUAL);
    }

    void isPhotographed(String name, Dimension size) throws IOException {
        browser.manage().window().setSize(size);
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    private String attribute(String selector, String name) {
        return String.valueOf(one(selector).getDomAttribute(name));
    }

    private WebElement one(String selector) {
        return browser.findElement(By.cssSelector(selector));
    }

    private List<WebElement> all(String selector) {
        return browser.findElements(By.cssSelector(selector));
    }

    /** Waits until it is so; the failure tells how it was instead. */
    private void sees(String what, Supplier<List<String>> actual, List<String> expected) {
        new WebDriverWait(browser, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + ": expected " + expected + " but there was " + actual.get())
                .until(driver -> actual.get().equals(expected));
    }

    /** The browser forgets all that it knows of the page, for the next one. */
    @Override
    public void close() {
        try {
            forgets();
            IDLE.add(browser);
        } catch (WebDriverException e) {
            browser.quit();
            throw e;
        }
    }

    private void forgets() {
        URI page = URI.create(String.valueOf(browser.getCurrentUrl()));
        String old = browser.getWindowHandle();
        browser.switchTo().newWindow(WindowType.TAB);
        String next = browser.getWindowHandle();
        browser.switchTo().window(old).close();
        browser.switchTo().window(next);
        browser.executeCdpCommand(
                "Storage.clearDataForOrigin",
                Map.of("origin", page.getScheme() + "://" + page.getAuthority(), "storageTypes", "all"));
        browser.executeCdpCommand("Network.clearBrowserCache", Map.of());
        browser.manage().window().setSize(USUAL);
        browser.manage().logs().get(LogType.BROWSER);
    }

    private static void quitAll() {
        for (ChromeDriver browser : IDLE) {
            try {
                browser.quit();
            } catch (WebDriverException e) {
                LOG.log(Level.WARNING, "a browser does not end", e);
            }
        }
    }
}
