package argosy.wire.http;

import argosy.wire.Answer;
import argosy.wire.Call;
import argosy.wire.HttpRequest;
import argosy.wire.Operations;
import argosy.wire.Protocol;
import argosy.wire.Service;
import argosy.wire.WireError;
import argosy.wire.protocol.Asked;
import argosy.wire.protocol.Dialect;
import argosy.wire.protocol.Message;
import argosy.wire.shape.DecodeError;
import argosy.wire.sigv4.Keyring;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Verdict;
import argosy.wire.sigv4.Verifier;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;

/// All services behind one address: finds out which service a request is for and who sent it,
/// decodes it, has it performed, and encodes what comes of it.
///
/// Whoever isn't authenticated learns nothing but that.
public final class Front {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);

  private static final String COMPAT = "docs/compat.md";
  private static final String FAULT = "Argosy failed on this request; its log says more.";

  private static final String MOVING =
      "What the request is about is moving to another server; try again.";

  private final Relay relay = new Relay();
  private final Operations operations;
  private final Verifier verifier;
  private final Supplier<String> requestIds;
  private final Consumer<Answered> told;
  private final List<Service> services;

  /// Holds actions that exist only, so clients can't make it grow.
  private final ConcurrentHashMap<Named, Class<? extends SdkPojo>> requests =
      new ConcurrentHashMap<>();

  public Front(
      Operations operations, Keyring keyring, InstantSource clock, Supplier<String> requestIds) {
    this(operations, keyring, clock, requestIds, _ -> {});
  }

  /// @param told of every request that was answered; must neither wait nor throw
  public Front(
      Operations operations,
      Keyring keyring,
      InstantSource clock,
      Supplier<String> requestIds,
      Consumer<Answered> told) {
    this.operations = operations;
    this.verifier = new Verifier(keyring, clock);
    this.requestIds = requestIds;
    this.told = told;
    this.services = List.copyOf(operations.services());
  }

  /// Answers any request at all. May block; throws nothing but errors of the Java machine.
  public HttpResponse handle(HttpRequest request) {
    long begun = System.nanoTime();
    Addressee to = Addressee.of(request, services);
    var exchange = new Exchange(request, Dialect.of(to.service(), to.protocol()), requestIds.get());
    HttpResponse response = handle(request, to, exchange);
    told.accept(exchange.answered(to.isOurs() ? to.service().name() : "", begun));
    return response;
  }

  private HttpResponse handle(HttpRequest request, Addressee to, Exchange exchange) {
    try {
      if (request.body().length > to.service().bodyBytesMax()) {
        return exchange.refuse(Bodies.tooLarge(to.service().bodyBytesMax()));
      }
      return switch (verify(request, to.service(), to.protocol())) {
        case Verdict.Refused(var error) -> exchange.refuse(error);
        case Verdict.Accepted by ->
            switch (Bodies.unpack(request, to.service().bodyBytesMax())) {
              case Bodies.Unpacked.Refused(var error) -> exchange.refuse(error);
              case Bodies.Unpacked.Whole(var whole) -> answer(whole, to, by, exchange);
            };
      };
    } catch (DecodeError e) {
      return exchange.refuse(exchange.dialect.malformed(e.getOriginalMessage()));
    } catch (RuntimeException e) {
      LOG.error("request {} to {} failed", exchange.requestId, to.service().name(), e);
      return exchange.refuse(exchange.dialect.fault(FAULT));
    }
  }

  /// The largest body of any service.
  int bodyBytesMax() {
    return services.stream().mapToInt(Service::bodyBytesMax).max().orElse(Service.BODY_BYTES_USUAL);
  }

  /// Answers a request whose body is larger than [#bodyBytesMax], and so was not read.
  HttpResponse refuseTooLarge(HttpRequest bodiless) {
    Addressee to = Addressee.of(bodiless, services);
    return new Exchange(bodiless, Dialect.of(to.service(), to.protocol()), requestIds.get())
        .refuse(Bodies.tooLarge(to.service().bodyBytesMax()));
  }

  /// @param protocol decides the spelling of a refusal
  Verdict verify(HttpRequest request, Service service, Protocol protocol) {
    return verifier.verify(
        new SignableRequest(
            request.method(),
            request.path(),
            request.rawQuery(),
            request.headers(),
            request.body()),
        service,
        protocol);
  }

  private HttpResponse answer(
      HttpRequest request, Addressee to, Verdict.Accepted by, Exchange exchange) {
    exchange.by = by;
    if (!to.isOurs()) {
      checkForm(request, exchange.dialect);
      return exchange.refuse(new WireError("ServiceNotBuilt", noService(to.service()), 501));
    }
    Asked asked = exchange.dialect.ask(request);
    String action = asked.action();
    Service service = ofVersion(to.service(), asked.version());
    Class<? extends SdkPojo> model =
        service == null ? null : requests.computeIfAbsent(new Named(service, action), this::model);
    if (service == null || model == null) {
      return exchange.refuse(exchange.dialect.unknownAction(action));
    }
    boolean built = operations.isBuilt(service, action);
    // As the model spells it: clients may write the capitals of a name in many ways.
    exchange.action = built ? action : model.getSimpleName().replaceFirst("Request$", "");
    // What is malformed is the sender's fault, also where nothing is built that would read it.
    SdkPojo decoded = asked.decode(model);
    if (!built) {
      return exchange.refuse(new WireError("ActionNotBuilt", noAction(service, action), 501));
    }
    String host = request.headers().first("Host").orElse("");
    var call =
        new Call(service, action, decoded, by.caller(), by.region(), host, exchange.requestId);
    return switch (operations.perform(call)) {
      case Answer.Reply(var response) -> exchange.reply(response);
      case Answer.Refused(var error) -> exchange.refuse(error);
      case Answer.Elsewhere(var server) -> elsewhere(server, exchange);
    };
  }

  /// What a service that isn't there would read nobody knows, but its requests have their
  /// protocol's form, which reading one that takes no notice of its members shows. Those of REST
  /// services may hold anything.
  private static void checkForm(HttpRequest request, Dialect dialect) {
    if (Addressee.isRpc(request)) {
      Asked asked = dialect.ask(request);
      Service.STS.requestClass("GetCallerIdentity").ifPresent(asked::decode);
    }
  }

  private HttpResponse elsewhere(URI server, Exchange exchange) {
    // As it came: the signature covers that.
    HttpRequest request = exchange.received;
    if (request.headers().first(Relay.MARK).isPresent()) {
      return exchange.refuse(exchange.dialect.fault(MOVING));
    }
    try {
      HttpResponse answer = relay.send(request, server);
      exchange.code = Answered.RELAYED;
      return answer;
    } catch (IOException e) {
      LOG.warn("request {} can't be relayed: {}", exchange.requestId, e.getMessage());
      return exchange.refuse(exchange.dialect.fault(MOVING));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return exchange.refuse(exchange.dialect.fault(MOVING));
    }
  }

  /// Services of one name are told apart by their versions; null if there is none of that version.
  private @Nullable Service ofVersion(Service claimed, Optional<String> version) {
    if (version.isEmpty() || version.get().equals(claimed.version())) {
      return claimed;
    }
    return services.stream()
        .filter(other -> other.name().equals(claimed.name()))
        .filter(other -> other.version().equals(version.get()))
        .findFirst()
        .orElse(null);
  }

  private @Nullable Class<? extends SdkPojo> model(Named action) {
    return action.service().requestClass(action.name()).orElse(null);
  }

  private static String noService(Service service) {
    return "The service \"%s\" is one that Argosy does not have yet; %s lists what is built."
        .formatted(service.name(), COMPAT);
  }

  private static String noAction(Service service, String action) {
    return "%s is an action of \"%s\" that Argosy does not have yet; %s lists what is built."
        .formatted(action, service.name(), COMPAT);
  }

  private record Named(Service service, String name) {}

  /// One request's way back, and what became known of it on the way.
  private static final class Exchange {
    private final HttpRequest received;
    private final Dialect dialect;
    private final String requestId;
    private Verdict.@Nullable Accepted by;
    private String action = "";
    private String code = "";
    private String message = "";

    Exchange(HttpRequest received, Dialect dialect, String requestId) {
      this.received = received;
      this.dialect = dialect;
      this.requestId = requestId;
    }

    HttpResponse reply(SdkPojo response) {
      Message reply = dialect.reply(action, response, requestId);
      code = Answered.OK;
      return new HttpResponse(reply.status(), reply.headers(), reply.body());
    }

    HttpResponse refuse(WireError error) {
      code = error.code();
      message = error.message();
      Message refusal = dialect.error(error, requestId);
      return new HttpResponse(refusal.status(), refusal.headers(), refusal.body());
    }

    Answered answered(String service, long begun) {
      return new Answered(service, action, code, message, by, requestId, System.nanoTime() - begun);
    }
  }
}
