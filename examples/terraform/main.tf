# A shop: two clusters, three task definitions, a capacity provider, and settings of the account.
# Set AWS_ENDPOINT_URL and the key first: eval "$(argosy env)". Without that it is made on AWS.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}

provider "aws" {
  skip_metadata_api_check = true # this machine is no EC2 instance
}

variable "release" {
  description = "The tag of the shop's images; another one makes a new revision of each definition."
  default     = "1"
}

variable "insights" {
  description = "Container Insights of the shop's cluster: enabled, enhanced or disabled."
  default     = "enabled"
}

data "aws_caller_identity" "me" {}

data "aws_region" "here" {}

locals {
  account = "${data.aws_region.here.name}:${data.aws_caller_identity.me.account_id}"
}

resource "aws_ecs_account_setting_default" "insights" {
  name  = "containerInsights"
  value = "enabled"
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"

  setting {
    name  = "containerInsights"
    value = var.insights
  }

  configuration {
    execute_command_configuration {
      logging = "OVERRIDE"

      log_configuration {
        cloud_watch_log_group_name = "shop-exec"
      }
    }
  }

  service_connect_defaults {
    namespace = "arn:aws:servicediscovery:${local.account}:namespace/ns-shop"
  }

  tags = {
    team    = "shop"
    release = var.release
  }
}

# Its tags are kept one by one, as of a cluster that somebody else made.
resource "aws_ecs_cluster" "stage" {
  name = "stage"

  lifecycle {
    ignore_changes = [tags, tags_all]
  }
}

resource "aws_ecs_tag" "stage" {
  resource_arn = aws_ecs_cluster.stage.arn
  key          = "release"
  value        = var.release
}

resource "aws_ecs_capacity_provider" "machines" {
  name = "machines"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = "arn:aws:autoscaling:${local.account}:autoScalingGroup:0a1b:autoScalingGroupName/shop"
    managed_termination_protection = "DISABLED"

    managed_scaling {
      status                    = "ENABLED"
      target_capacity           = var.release == "1" ? 80 : 90
      minimum_scaling_step_size = 1
      maximum_scaling_step_size = 10
      instance_warmup_period    = 60
    }
  }
}

resource "aws_ecs_cluster_capacity_providers" "shop" {
  cluster_name       = aws_ecs_cluster.shop.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT", aws_ecs_capacity_provider.machines.name]

  default_capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.machines.name
    base              = 1
    weight            = 100
  }
}
