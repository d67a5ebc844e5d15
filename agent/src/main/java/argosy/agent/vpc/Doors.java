package argosy.agent.vpc;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/// Where tasks of VPCs ask about themselves: one door in each VPC that the host takes part in.
public interface Doors {

  /// Nobody answers.
  Doors NONE =
      new Doors() {
        @Override
        public void open(String vpcId, ServerSocketChannel at) throws IOException {
          at.close();
        }

        @Override
        public void shut(String vpcId) {}
      };

  /// Begins to answer.
  ///
  /// @param at listens inside of the VPC, at 169.254.170.2
  void open(String vpcId, ServerSocketChannel at) throws IOException;

  /// Stops answering there; nothing there is not an error.
  void shut(String vpcId);
}
