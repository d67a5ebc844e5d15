package argosy.bench;

import argosy.wire.Answer;
import argosy.wire.Call;
import argosy.wire.Caller;
import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import argosy.wire.Operations;
import argosy.wire.Protocol;
import argosy.wire.Service;
import argosy.wire.http.Front;
import argosy.wire.http.HttpResponse;
import argosy.wire.shape.JsonShape;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.Keyring;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import argosy.wire.sigv4.Verdict;
import argosy.wire.sigv4.Verifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Between bytes and typed requests: RegisterTaskDefinition decoded, encoded and verified. Beside
/// decoding stands its floor, the same JSON read into a tree of nodes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WireBenchmark {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Credentials KEY = new Credentials("AKIABENCH", "a/secret+key", null);
  private static final Caller CALLER =
      new Caller("123456789012", "AKIABENCH", "arn:aws:iam::123456789012:root", "123456789012");

  private final RegisterTaskDefinitionRequest request = Samples.definition();
  private final byte[] body = JsonShape.toBytes(request);
  private final JsonMapper json = JsonMapper.shared();
  private final Keyring keyring = _ -> Optional.of(new Keyring.Key(KEY, CALLER));
  private final Verifier verifier = new Verifier(keyring, InstantSource.fixed(NOON));
  private final SignableRequest signed = signed();
  private final HttpRequest received =
      new HttpRequest(
          signed.method(), signed.path(), signed.rawQuery(), signed.headers(), signed.body());
  private final Front front =
      new Front(new Nothing(), keyring, InstantSource.fixed(NOON), () -> "request");

  private SignableRequest signed() {
    Headers headers =
        Headers.of(
            "Host", "127.0.0.1:4566",
            "Content-Type", "application/x-amz-json-1.1",
            "X-Amz-Target", "AmazonEC2ContainerServiceV20141113.RegisterTaskDefinition");
    var plain = new SignableRequest("POST", "/", "", headers, body);
    for (Map.Entry<String, String> added :
        Signer.sign(plain, KEY, "us-east-1", "ecs", NOON).entrySet()) {
      headers = headers.with(added.getKey(), added.getValue());
    }
    return new SignableRequest("POST", "/", "", headers, body);
  }

  @Benchmark
  public RegisterTaskDefinitionRequest decode() {
    return JsonShape.read(body, RegisterTaskDefinitionRequest.class);
  }

  @Benchmark
  public JsonNode decodeFloor() {
    return json.readTree(body);
  }

  @Benchmark
  public byte[] encode() {
    return JsonShape.toBytes(request);
  }

  @Benchmark
  public Verdict verify() {
    return verifier.verify(signed, Protocol.AWS_JSON_1_1);
  }

  /// All of it but the socket: from a request as it came to a response as it goes.
  @Benchmark
  public HttpResponse handle() {
    return front.handle(received);
  }

  /// Answers everything with nothing.
  private static final class Nothing implements Operations {
    @Override
    public Collection<Service> services() {
      return List.of(Service.ECS, Service.STS);
    }

    @Override
    public boolean isBuilt(Service service, String action) {
      return true;
    }

    @Override
    public Answer perform(Call call) {
      return new Answer.Reply(RegisterTaskDefinitionResponse.builder().build());
    }
  }
}
