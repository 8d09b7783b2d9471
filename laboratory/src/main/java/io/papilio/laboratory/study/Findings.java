package io.papilio.laboratory.study;

import io.papilio.laboratory.report.figure.Plot;
import java.util.ArrayList;
import java.util.List;

/** What a study has found: how, the claims, and the plots. */
public final class Findings {
  private final List<String> method = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<Plot> plots = new ArrayList<>();

  /** Adds a paragraph on what was computed. */
  public Findings say(String paragraph) {
    method.add(paragraph);
    return this;
  }

  public Findings claim(Claim claim) {
    claims.add(claim);
    return this;
  }

  public Findings plot(Plot plot) {
    plots.add(plot);
    return this;
  }

  public List<String> method() {
    return List.copyOf(method);
  }

  public List<Claim> claims() {
    return List.copyOf(claims);
  }

  public List<Plot> plots() {
    return List.copyOf(plots);
  }
}
