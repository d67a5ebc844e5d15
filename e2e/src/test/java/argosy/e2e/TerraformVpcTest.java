package argosy.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A VPC with all that container platforms put into it, made, changed and removed by Terraform. A
/// plan in between finds nothing to do: what comes back is what was said.
class TerraformVpcTest {
  @TempDir Path folder;

  @Test
  void aVpcIsMadeChangedAndRemoved() throws Exception {
    Terraform.assumeInstalled();
    copyConfiguration();
    try (Argosy argosy = Argosy.withoutEngine()) {
      var terraform = new Terraform(folder, argosy);
      terraform.init();

      terraform.apply();
      terraform.assertNothingToDo();

      String[] second = {"-var=release=second", "-var=zones=3"};
      terraform.apply(second);
      terraform.assertNothingToDo(second);

      terraform.destroy(second);
    }
  }

  private void copyConfiguration() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TerraformVpcTest.class.getResourceAsStream("/terraform/vpc.tf"))) {
      Files.copy(in, folder.resolve("main.tf"));
    }
  }
}
