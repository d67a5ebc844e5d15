package argosy.wire.protocol;

import argosy.wire.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import software.amazon.awssdk.protocols.core.OperationInfo;

/// The methods and paths of a REST service's actions, out of the SDK. Its model classes don't say
/// them; the classes beside them that make the requests of its clients do, each in a constant.
final class Bindings {
  private static final String MARSHALLER = "RequestMarshaller.class";
  private static final String BINDING = "SDK_OPERATION_BINDING";

  private Bindings() {}

  static List<Route> of(Service service) {
    String folder = service.models().replace('.', '/').replaceFirst("/model$", "/transform/");
    ClassLoader loader = Bindings.class.getClassLoader();
    URL url = loader.getResource(folder);
    if (url == null) {
      throw new IllegalArgumentException("the SDK has no actions of " + service.name());
    }
    var routes = new ArrayList<Route>();
    try {
      var connection = (JarURLConnection) url.openConnection();
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
          String name = entry.getName();
          if (name.startsWith(folder) && name.endsWith(MARSHALLER)) {
            String action = name.substring(folder.length(), name.length() - MARSHALLER.length());
            routes.add(route(service, action, loader));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return routes;
  }

  private static Route route(Service service, String action, ClassLoader loader) {
    String type =
        service.models().replaceFirst("\\.model$", ".transform.") + action + "RequestMarshaller";
    try {
      Field binding = Class.forName(type, true, loader).getDeclaredField(BINDING);
      binding.setAccessible(true);
      var info = (OperationInfo) binding.get(null);
      return Route.of(action, info.httpMethod().name(), info.requestUri());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("the SDK describes " + type + " in another way", e);
    }
  }
}
