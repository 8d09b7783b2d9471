package io.papilio.laboratory.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.laboratory.report.Markup;
import io.papilio.laboratory.report.run.LandscapeTable;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandscapeFigureTest {
  private static final int LOWEST = 0xff440154;
  private static final int HIGHEST = 0xfffde725;

  @TempDir Path run;

  /** Seven of nine points: the last column is not finished. */
  private LandscapeTable unfinished() throws IOException {
    Files.createDirectories(run.resolve("landscape"));
    Files.writeString(
        run.resolve("landscape/raw-500.csv"),
        """
        i,j,distance,validation_loss,return,normalized_reward
        -1,-1,1.4,0.05,10,0.1
        -1,0,1,0.05,20,0.2
        -1,1,1.4,0.05,100,1
        0,-1,1,0.05,30,0.3
        0,0,0,0.04,40,0.4
        0,1,1,0.05,50,0.5
        1,-1,1.4,0.06,60,0.6
        """);
    return LandscapeTable.readAll(run).get(0);
  }

  @Test
  void everyPointIsACellOfItsColor() throws IOException {
    LandscapeTable table = unfinished();
    assertEquals("raw-500", table.name());
    assertEquals(1, table.radius());
    Markup figure = Markup.parse(LandscapeFigure.draw(table));
    assertTrue(figure.text().contains("reward (expert = 1)"));
    assertTrue(figure.text().contains("cloning error"));
    // From i = -1, j = 0 to i = -1, j = 1; the error rises by 0.01 in a step of 1.
    assertTrue(figure.text().contains("Lipschitz constant at least 0.80"), figure.text());
    assertTrue(figure.text().contains("Lipschitz constant at least 0.010"), figure.text());
    // A map and its scale, twice.
    assertEquals(4, figure.all("image").size());
    String data = figure.all("image").get(0).getAttribute("href");
    byte[] png = Base64.getDecoder().decode(data.replace("data:image/png;base64,", ""));
    BufferedImage map = ImageIO.read(new ByteArrayInputStream(png));
    int cell = map.getWidth() / 3;
    assertEquals(LOWEST, map.getRGB(0, 2 * cell), "i = j = -1, below on the left");
    assertEquals(HIGHEST, map.getRGB(cell - 1, 0), "i = -1, j = 1, above on the left");
    assertEquals(0, map.getRGB(2 * cell, 0) >>> 24, "i = j = 1 is not known: transparent");
  }

  @Test
  void aScaleOfSmallNumbersHasTheirUnit() throws IOException {
    Path file = run.resolve("landscape/raw-500.csv");
    assertFalse(LandscapeFigure.draw(unfinished()).contains("× 10"));
    Files.writeString(file, Files.readString(file).replace(",0.0", ",0.00"));
    String figure = LandscapeFigure.draw(LandscapeTable.readAll(run).get(0));
    assertEquals(1, figure.split("× 10⁻³", -1).length - 1, "of the errors, not of the rewards");
  }

  @Test
  void aRunWithoutLandscapesHasNone() {
    assertTrue(LandscapeTable.readAll(run).isEmpty());
  }

  @Test
  void theFigureCanBeAPng() throws IOException {
    byte[] png = RasterImage.png(LandscapeFigure.draw(unfinished()));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(2 * 860, image.getWidth());
    // The map's corner below on the left, in figure coordinates 53, 333.
    assertEquals(LOWEST, image.getRGB(2 * 53, 2 * 333));
  }
}
