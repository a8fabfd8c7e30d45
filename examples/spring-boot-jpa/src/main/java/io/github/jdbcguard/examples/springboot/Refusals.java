package io.github.jdbcguard.examples.springboot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers 403 where the guard refuses; without this class it would be 500. The client gets the
 * first line, and the log all, since what to do next is for those who run the service.
 */
@RestControllerAdvice
class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  @ExceptionHandler
  ProblemDetail forbidden(PermissionDeniedDataAccessException refusal) {
    String message = String.valueOf(refusal.getMostSpecificCause().getMessage());
    LOG.warn(message);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.FORBIDDEN, message.lines().findFirst().orElse(""));
  }
}
