package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

@Tag("browser")
@ExtendWith(ArquillianExtension.class)
class PageIT {

    @ArquillianResource
    private URI deployed;

    private ChromeDriver browser;

    @Deployment(testable = false)
    static WebArchive parley() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/parley.war"));
    }

    @BeforeEach
    void openBrowser() {
        browser = new ChromeDriver(
                new ChromeOptions().addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"));
    }

    @AfterEach
    void closeBrowser() {
        browser.quit();
    }

    @Test
    void thePageOpens() {
        browser.get(deployed.toString());

        assertThat(browser.getTitle()).isEqualTo("Parley");
    }
}
