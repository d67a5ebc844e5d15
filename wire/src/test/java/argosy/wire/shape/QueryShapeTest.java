package argosy.wire.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.Seeds;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

class QueryShapeTest {
  @Test
  void everyModelClassComesBackAsItWent() {
    List<Class<? extends SdkPojo>> models = Models.of(AssumeRoleRequest.class);
    // Of another protocol, but with more shapes to try; those with documents have no Query form.
    models.addAll(List.of(Task.class, ContainerDefinition.class));
    Seeds.forAll(
        50,
        random -> {
          for (Class<? extends SdkPojo> model : models) {
            SdkPojo before = Models.random(model, random);
            String xml = xml(before);
            assertTrue(before.equalsBySdkFields(read(xml, model)), () -> before + "\n" + xml);
            // Structures without members have no spelling in forms, so forms are compared.
            String form = text(before);
            assertEquals(form, text(QueryShape.read(form(form), ListNaming.QUERY, model)));
          }
        });
  }

  @Test
  void requestsAreFormsOfDottedNames() {
    AssumeRoleRequest request =
        QueryShape.read(
            form(
                "Action=AssumeRole&RoleArn=arn%3Aaws&DurationSeconds=900"
                    + "&Tags.member.1.Key=a&Tags.member.1.Value=x+y"
                    + "&Tags.member.2.Key=b&Tags.member.2.Value=%E2%82%AC&Unknown.1=2"),
            ListNaming.QUERY,
            AssumeRoleRequest.class);
    assertEquals("arn:aws", request.roleArn());
    assertEquals(900, request.durationSeconds());
    assertEquals(
        Map.of("a", "x y", "b", "€"),
        Map.of(
            request.tags().get(0).key(), request.tags().get(0).value(),
            request.tags().get(1).key(), request.tags().get(1).value()));
    assertTrue(QueryShape.read(form("Tags="), ListNaming.QUERY, AssumeRoleRequest.class).hasTags());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertRefused("DurationSeconds: expected an integer", "DurationSeconds=ten");
    assertRefused("a % is not followed by two hexadecimal digits", "RoleArn=%4");
    assertRefused("a % is not followed by two hexadecimal digits", "RoleArn=%zz");
    assertRefused("a parameter is not UTF-8", "RoleArn=%C3");
    assertRefused("a parameter's name has more than 64 parts", "a.".repeat(64) + "=1");
  }

  @Test
  void textsThatXmlCannotCarryAreReplaced() throws XMLStreamException {
    Credentials before = Credentials.builder().sessionToken("a\u0000b\rc\u001f\uFFFFd").build();
    assertEquals("a\uFFFDb\rc\uFFFD\uFFFDd", read(xml(before), Credentials.class).sessionToken());
  }

  private static void assertRefused(String message, String text) {
    var error =
        assertThrows(
            DecodeError.class,
            () -> QueryShape.read(form(text), ListNaming.QUERY, AssumeRoleRequest.class));
    assertEquals(message, error.getMessage());
  }

  private static Form form(String text) {
    return Form.parse(text.getBytes(UTF_8));
  }

  private static String text(SdkPojo model) {
    var form = new StringBuilder();
    QueryShape.append(form, ListNaming.QUERY, model);
    return form.toString();
  }

  private static String xml(SdkPojo model) {
    var text = new StringWriter();
    try {
      var out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      out.writeStartElement("Result");
      QueryShape.write(out, model);
      out.writeEndElement();
      out.close();
    } catch (XMLStreamException e) {
      throw new AssertionError(e);
    }
    return text.toString();
  }

  private static <T extends SdkPojo> T read(String xml, Class<T> model) {
    try {
      var in = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(xml));
      in.nextTag();
      return QueryShape.read(in, model);
    } catch (XMLStreamException e) {
      throw new AssertionError(xml, e);
    }
  }
}
