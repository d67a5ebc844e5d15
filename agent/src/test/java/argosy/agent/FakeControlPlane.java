package argosy.agent;

import argosy.wire.client.ControlPlane;
import argosy.wire.http.Socket;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.DiscoverPollEndpointRequest;
import software.amazon.awssdk.services.ecs.model.DiscoverPollEndpointResponse;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceResponse;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeRequest;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeResponse;

/// A control plane in memory: its API and its sockets. Does what it is told, keeps what it hears.
final class FakeControlPlane implements ControlPlane, Link {
  final List<RegisterContainerInstanceRequest> registrations = new ArrayList<>();
  final List<SubmitTaskStateChangeRequest> reports = new CopyOnWriteArrayList<>();
  final BlockingQueue<SubmitTaskStateChangeRequest> arrivals = new LinkedBlockingQueue<>();
  final CountDownLatch connected = new CountDownLatch(1);
  final List<End> acs = new CopyOnWriteArrayList<>();
  final List<End> tcs = new CopyOnWriteArrayList<>();
  int calls;
  int dials;
  boolean away;
  boolean hasCluster = true;
  @Nullable IOException refuseSockets;
  boolean logsAway;
  final List<String> streams = new ArrayList<>();
  @Nullable Refusal refuseReports;
  private int instances;
  private volatile String known = "";

  String instance() {
    return known;
  }

  void forgetInstance() {
    known = "forgotten";
  }

  End acs() {
    return acs.getLast();
  }

  End tcs() {
    return tcs.getLast();
  }

  /// `RUNNING`, `STOPPED` and so on: the statuses of the reports, in their order.
  List<String> statuses() {
    return reports.stream().map(SubmitTaskStateChangeRequest::status).toList();
  }

  @Override
  public <A extends SdkPojo> A call(SdkPojo request, Class<A> response) throws IOException {
    calls++;
    if (away) {
      throw new IOException("connection refused");
    }
    return response.cast(
        switch (request) {
          case RegisterContainerInstanceRequest register -> register(register);
          case CreateClusterRequest create -> {
            hasCluster = true;
            yield CreateClusterResponse.builder()
                .cluster(Cluster.builder().clusterName(create.clusterName()).build())
                .build();
          }
          case DiscoverPollEndpointRequest _ ->
              DiscoverPollEndpointResponse.builder()
                  .endpoint("http://127.0.0.1:4566/acs")
                  .telemetryEndpoint("http://127.0.0.1:4566/tcs/")
                  .build();
          case SubmitTaskStateChangeRequest report -> {
            if (refuseReports != null) {
              throw refuseReports;
            }
            reports.add(report);
            arrivals.add(report);
            yield SubmitTaskStateChangeResponse.builder().acknowledgment("ok").build();
          }
          case CreateLogStreamRequest stream -> {
            if (logsAway) {
              throw new IOException("connection refused");
            }
            if (!stream.logGroupName().equals("there")) {
              throw new Refusal("ResourceNotFoundException", "no such group", 400);
            }
            streams.add(stream.logStreamName());
            yield CreateLogStreamResponse.builder().build();
          }
          default -> throw new Refusal("UnknownOperationException", "unknown", 400);
        });
  }

  private RegisterContainerInstanceResponse register(RegisterContainerInstanceRequest request)
      throws Refusal {
    registrations.add(request);
    if (!hasCluster) {
      throw new Refusal("ClusterNotFoundException", "Cluster not found.", 400);
    }
    String arn = request.containerInstanceArn();
    if (arn != null && !arn.equals(known)) {
      throw new Refusal("InvalidParameterException", "Container instance not found.", 400);
    }
    if (arn == null) {
      known = "arn:aws:ecs:us-east-1:000000000000:container-instance/default/" + ++instances;
    }
    return RegisterContainerInstanceResponse.builder()
        .containerInstance(
            ContainerInstance.builder()
                .containerInstanceArn(known)
                .attributes(request.attributes())
                .build())
        .build();
  }

  @Override
  public Socket acs(URI address, Function<Socket, Socket.Listener> listener) throws IOException {
    return open(acs, address, listener);
  }

  @Override
  public Socket tcs(URI address, Function<Socket, Socket.Listener> listener) throws IOException {
    return open(tcs, address, listener);
  }

  private Socket open(List<End> ends, URI address, Function<Socket, Socket.Listener> listener)
      throws IOException {
    dials++;
    if (away) {
      throw new IOException("connection refused");
    }
    if (refuseSockets != null) {
      throw refuseSockets;
    }
    End end = new End(address);
    ends.add(end);
    end.listener = listener.apply(end);
    if (address.getPath().startsWith("/acs")) {
      connected.countDown();
    }
    return end;
  }

  /// The control plane's end of a socket.
  static final class End implements Socket {
    final URI address;
    final List<String> heard = new CopyOnWriteArrayList<>();
    int closedWith;
    private volatile Socket.@Nullable Listener listener;

    End(URI address) {
      this.address = address;
    }

    void say(String text) {
      Socket.Listener ears = listener;
      if (ears != null) {
        ears.text(text);
      }
    }

    void hangUp(int code) {
      Socket.Listener ears = listener;
      if (ears != null) {
        ears.closed(code, "bye");
      }
    }

    @Override
    public void send(String text) {
      heard.add(text);
    }

    @Override
    public void close(int code, String reason) {
      closedWith = code;
      hangUp(code);
    }
  }
}
