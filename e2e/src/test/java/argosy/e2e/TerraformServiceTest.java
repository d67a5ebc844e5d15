package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A service that Terraform makes, waits for, changes and removes, of real containers.
@ExtendWith(SharedArgosy.class)
class TerraformServiceTest {
  private static final String NAME = "by-terraform";
  private static final String PLAN =
      """
      terraform {
        required_providers {
          aws = { source = "hashicorp/aws" }
        }
      }

      variable "note" { default = "first" }
      variable "tasks" { default = 2 }

      resource "aws_ecs_task_definition" "app" {
        family       = "by-terraform"
        network_mode = "bridge"
        container_definitions = jsonencode([{
          name        = "app"
          image       = "argosy/toolbox:1"
          memory      = 32
          entryPoint  = ["sh", "-c"]
          command     = ["trap 'exit 0' TERM; sleep 3600 & wait $!"]
          environment = [{ name = "NOTE", value = var.note }]
          stopTimeout = 2
        }])
      }

      resource "aws_ecs_service" "app" {
        name                  = "by-terraform"
        cluster               = "default"
        task_definition       = aws_ecs_task_definition.app.arn
        desired_count         = var.tasks
        wait_for_steady_state = true
        propagate_tags        = "SERVICE"
        tags                  = { by = "terraform" }

        deployment_circuit_breaker {
          enable   = true
          rollback = true
        }

        ordered_placement_strategy {
          type  = "spread"
          field = "instanceId"
        }
      }
      """;

  private final Argosy argosy;
  private final Services services;

  @TempDir Path folder;

  TerraformServiceTest(Argosy argosy, Clients aws) {
    this.argosy = argosy;
    this.services = new Services(aws);
  }

  @AfterEach
  void clear() {
    services.clear();
  }

  @Test
  void aServiceIsMadeChangedAndRemoved() throws Exception {
    Terraform.assumeInstalled();
    Files.writeString(folder.resolve("main.tf"), PLAN);
    var terraform = new Terraform(folder, argosy);
    terraform.init();

    terraform.apply();
    assertEquals(2, services.containers(NAME).size());
    terraform.assertNothingToDo();
    Set<String> first = services.containers(NAME);

    String[] second = {"-var=note=second", "-var=tasks=3"};
    terraform.apply(second);
    Set<String> then = services.containers(NAME);
    assertEquals(3, then.size());
    assertTrue(then.stream().noneMatch(first::contains), then::toString);
    for (String container : then) {
      String environment = Docker.inspect(container).at("/Config/Env").toString();
      assertTrue(environment.contains("NOTE=second"), environment);
    }
    terraform.assertNothingToDo(second);
    assertNotEquals(first, then);

    terraform.destroy(second);
    assertEquals("INACTIVE", services.describe(NAME).status());
    assertTrue(services.tasks(NAME).isEmpty());
  }
}
