package io.papilio.cli.animation;

import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/** What a GIF says beside a frame's pixels, in the JDK's format {@code javax_imageio_gif_image}. */
final class GifMetadata {
  /** The extension by which GIFs repeat: block 1, repeated 0 times, which means forever. */
  private static final byte[] FOREVER = {1, 0, 0};

  private GifMetadata() {}

  /**
   * Completes a frame's metadata.
   *
   * @param metadata of the frame, changed
   * @param first whether the frame is the first, which says that the animation repeats
   */
  static IIOMetadata of(IIOMetadata metadata, int centiseconds, boolean first) {
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "doNotDispose");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", Integer.toString(centiseconds));
    if (first) {
      IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
      extension.setAttribute("applicationID", "NETSCAPE");
      extension.setAttribute("authenticationCode", "2.0");
      extension.setUserObject(FOREVER);
      child(root, "ApplicationExtensions").appendChild(extension);
    }
    try {
      metadata.setFromTree(format, root);
    } catch (IIOInvalidTreeException e) {
      throw new IllegalStateException(e);
    }
    return metadata;
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    if (root.getElementsByTagName(name).item(0) instanceof IIOMetadataNode known) {
      return known;
    }
    IIOMetadataNode made = new IIOMetadataNode(name);
    root.appendChild(made);
    return made;
  }
}
