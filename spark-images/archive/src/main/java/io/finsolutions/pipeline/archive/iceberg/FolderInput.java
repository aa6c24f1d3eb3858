package io.finsolutions.pipeline.archive.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/** A file of a folder, to be read. */
record FolderInput(String location) implements InputFile {
  @Override
  public long getLength() {
    try {
      return Files.size(FolderFiles.path(location));
    } catch (NoSuchFileException e) {
      throw new NotFoundException(e, "there is no %s", location);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + location, e);
    }
  }

  @Override
  public SeekableInputStream newStream() {
    try {
      return new FolderInputStream(
          FileChannel.open(FolderFiles.path(location), StandardOpenOption.READ));
    } catch (NoSuchFileException e) {
      throw new NotFoundException(e, "there is no %s", location);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + location, e);
    }
  }

  @Override
  public boolean exists() {
    return Files.exists(FolderFiles.path(location));
  }

  private static final class FolderInputStream extends SeekableInputStream {
    private final FileChannel channel;

    FolderInputStream(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      channel.position(position);
    }

    @Override
    public int read() throws IOException {
      ByteBuffer one = ByteBuffer.allocate(1);
      return channel.read(one) < 0 ? -1 : one.get(0) & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return channel.read(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
