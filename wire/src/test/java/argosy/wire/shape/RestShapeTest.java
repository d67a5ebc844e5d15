package argosy.wire.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argosy.wire.Headers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;

class RestShapeTest {
  @Test
  void membersComeFromWhereTheyBelong() {
    InvokeRequest request =
        RestShape.read(
            new RestRequest(
                Map.of("FunctionName", "f"),
                RestShape.query("Qualifier=a+b%2B&Other=1"),
                Headers.of("x-amz-invocation-type", "Event"),
                "{raw".getBytes(UTF_8)),
            InvokeRequest.class);
    assertEquals("f", request.functionName());
    assertEquals("a b+", request.qualifier());
    assertEquals("Event", request.invocationTypeAsString());
    assertEquals("{raw", request.payload().asUtf8String());
  }

  @Test
  void theBodyOverridesNoLabel() {
    CreateScheduleRequest request =
        RestShape.read(
            new RestRequest(
                Map.of("Name", "right"),
                Map.of(),
                Headers.NONE,
                "{\"Name\":\"wrong\",\"State\":\"ENABLED\"}".getBytes(UTF_8)),
            CreateScheduleRequest.class);
    assertEquals("right", request.name());
    assertEquals("ENABLED", request.stateAsString());
  }

  @Test
  void responsesAreSpreadToo() {
    RestResponse response =
        RestShape.write(
            InvokeResponse.builder()
                .statusCode(202)
                .functionError("a\r\nSet-Cookie: b")
                .payload(SdkBytes.fromUtf8String("done"))
                .build());
    assertEquals(202, response.status());
    assertEquals("a  Set-Cookie: b", response.headers().first("X-Amz-Function-Error").orElse(""));
    assertEquals("done", new String(response.body(), UTF_8));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    var error =
        assertThrows(
            DecodeError.class,
            () ->
                RestShape.read(
                    new RestRequest(
                        Map.of(), Map.of("MaxResults", List.of("x")), Headers.NONE, new byte[0]),
                    ListSchedulesRequest.class));
    assertEquals("MaxResults: expected an integer", error.getMessage());
    assertThrows(DecodeError.class, () -> RestShape.query("a=%zz"));
  }

  @Test
  void listsInHeadersMayBeQuoted() {
    assertEquals(
        List.of("a", "b,c", "d\"e", ""), HeaderList.split(List.of("a, \"b,c\"", "\"d\\\"e\",")));
    assertEquals("a,\"b,c\"", HeaderList.join(List.of("a", "b,c")));
  }
}
