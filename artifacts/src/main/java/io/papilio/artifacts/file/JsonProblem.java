package io.papilio.artifacts.file;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.papilio.core.validation.InvalidValueException;

/** Words for JSON that is not that of a record. */
final class JsonProblem {
  private JsonProblem() {}

  /** What is wrong where: {@code parts[1].first_step: ...}, or {@code line 3: not JSON}. */
  static String of(JsonProcessingException failure) {
    if (failure instanceof JsonParseException || failure.getCause() instanceof JsonParseException) {
      return "line " + failure.getLocation().getLineNr() + ": not JSON";
    }
    String path = failure instanceof JsonMappingException mapping ? path(mapping) : "";
    return path.isEmpty() ? reason(failure) : path + ": " + reason(failure);
  }

  private static String reason(JsonProcessingException failure) {
    if (failure.getCause() instanceof InvalidValueException invalid) {
      return invalid.getMessage();
    } else if (failure instanceof UnrecognizedPropertyException) {
      return "unknown";
    }
    return failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
        ? "missing or not of type " + mismatch.getTargetType().getSimpleName()
        : failure.getOriginalMessage();
  }

  private static String path(JsonMappingException failure) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : failure.getPath()) {
      String field = step.getFieldName();
      if (field == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(field);
      }
    }
    return path.toString();
  }
}
