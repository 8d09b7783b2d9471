package io.papilio.it.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server holds.
 *
 * @param sessions by its metrics
 * @param environments by its metrics
 * @param files open files and sockets of its process
 */
record ServerFootprint(int sessions, int environments, int threads, int files, double megabytes) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static ServerFootprint of(long pid, String metrics) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(metrics)).build();
    String text = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Path process = Path.of("/proc", Long.toString(pid));
    String status = Files.readString(process.resolve("status"));
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      return new ServerFootprint(
          (int) number(text, "papilio_sessions (\\S+)"),
          (int) number(text, "papilio_environments (\\S+)"),
          (int) number(status, "Threads:\\s+(\\d+)"),
          (int) files.count(),
          number(status, "VmRSS:\\s+(\\d+) kB") / 1e3);
    }
  }

  private static double number(String text, String pattern) throws IOException {
    Matcher match = Pattern.compile("(?m)^" + pattern).matcher(text);
    if (!match.find()) {
      throw new IOException("no " + pattern + " in " + text);
    }
    return Double.parseDouble(match.group(1));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d sessions, %d environments, %d threads, %d files, %.0f MB",
        sessions,
        environments,
        threads,
        files,
        megabytes);
  }
}
