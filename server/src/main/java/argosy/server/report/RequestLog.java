package argosy.server.report;

import argosy.control.log.Line;
import argosy.wire.http.Answered;
import argosy.wire.sigv4.Verdict;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs the requests of known callers that were to change something and didn't, with code and
/// reason. Of strangers nothing is logged: anybody could fill the disk. The metrics count them.
public final class RequestLog implements Consumer<Answered> {
  private static final Pattern READS = Pattern.compile("(Describe|Discover|Get|List)[A-Z].*|");
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

  @Override
  public void accept(Answered answered) {
    line(answered).ifPresent(line -> LOG.info("{}", line));
  }

  static Optional<Line> line(Answered answered) {
    Verdict.Accepted by = answered.by();
    if (by == null || answered.message().isEmpty() || READS.matcher(answered.action()).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Line()
            .and("cell", by.caller().account() + "/" + by.region())
            .and("decision", answered.action())
            .and("outcome", "refused")
            .and("code", answered.code())
            .and("reason", answered.message())
            .and("request", answered.requestId()));
  }
}
