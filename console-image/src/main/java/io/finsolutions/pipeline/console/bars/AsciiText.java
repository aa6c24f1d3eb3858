package io.finsolutions.pipeline.console.bars;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Text of digits, names and punctuation on its way to a stream, many lines at a time. It takes
 * ASCII only, and escapes nothing. An answer of an hour has two million characters: they become
 * bytes here, once, and without text in between.
 */
final class AsciiText implements AutoCloseable {
  private static final int LONGEST_NUMBER = Long.toString(Long.MIN_VALUE).length();

  private final OutputStream out;
  private final byte[] bytes;
  private int length;

  /**
   * Text that is written to a stream.
   *
   * @param size how many bytes are written at a time; more than {@link Times#LONGEST}
   */
  AsciiText(OutputStream out, int size) {
    this.out = out;
    this.bytes = new byte[size];
  }

  /** The bytes of a text, for those that are written again and again. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void put(char character) throws IOException {
    makeRoom(1);
    bytes[length++] = (byte) character;
  }

  void put(byte[] text) throws IOException {
    if (text.length > bytes.length - length) {
      flush();
      if (text.length > bytes.length) {
        out.write(text);
        return;
      }
    }
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  void put(String text) throws IOException {
    int end = text.length();
    if (end > bytes.length - length) {
      put(bytes(text));
      return;
    }
    byte[] into = bytes;
    int at = length;
    for (int i = 0; i < end; i++) {
      into[at + i] = (byte) text.charAt(i);
    }
    length = at + end;
  }

  /** Zero or more, as most are, is written without text in between. */
  void put(long number) throws IOException {
    if (number < 0) {
      put(Long.toString(number));
      return;
    }
    makeRoom(LONGEST_NUMBER);
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /** As {@link Instant#toString} writes it. */
  void put(Instant time) throws IOException {
    makeRoom(Times.LONGEST);
    length = Times.write(time, bytes, length);
  }

  /** Hands on what there is. */
  private void flush() throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }

  private void makeRoom(int count) throws IOException {
    if (count > bytes.length - length) {
      flush();
    }
  }

  /** Hands on what there is, and closes the stream. */
  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}
