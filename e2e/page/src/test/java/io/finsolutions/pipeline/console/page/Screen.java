package io.finsolutions.pipeline.console.page;

import com.microsoft.playwright.options.ColorScheme;

/**
 * What a window is looked at on.
 *
 * @param width in CSS pixels
 * @param height in CSS pixels
 * @param density device pixels for each of them
 * @param isTouched whether there are fingers instead of a mouse
 * @param scheme what the system prefers
 */
record Screen(int width, int height, double density, boolean isTouched, ColorScheme scheme) {
  static final Screen DESKTOP = new Screen(1440, 900, 1, false, ColorScheme.DARK);
  static final Screen LAPTOP = new Screen(1366, 850, 1, false, ColorScheme.DARK);
  static final Screen WALL = new Screen(2560, 1440, 1, false, ColorScheme.DARK);
  static final Screen TABLET = new Screen(1024, 768, 1, true, ColorScheme.DARK);
  static final Screen PHONE = new Screen(390, 844, 2, true, ColorScheme.DARK);
  static final Screen SMALL_PHONE = new Screen(360, 740, 2, true, ColorScheme.DARK);

  Screen light() {
    return new Screen(width, height, density, isTouched, ColorScheme.LIGHT);
  }
}
