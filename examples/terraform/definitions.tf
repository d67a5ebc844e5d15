# What each part of the shop is made of.

# On our own machines: volumes, constraints, every kind of setting of a container.
resource "aws_ecs_task_definition" "web" {
  family                   = "shop-web"
  network_mode             = "bridge"
  requires_compatibilities = ["EC2"]
  cpu                      = "256"
  memory                   = "512"

  volume {
    name      = "pages"
    host_path = "/srv/shop"
  }

  volume {
    name = "cache"

    docker_volume_configuration {
      scope         = "shared"
      autoprovision = true
      driver        = "local"
      labels        = { shop = "cache" }
    }
  }

  placement_constraints {
    type       = "memberOf"
    expression = "attribute:ecs.os-type == linux"
  }

  container_definitions = jsonencode([
    {
      name      = "web"
      image     = "argosy/webserver:${var.release}"
      cpu       = 128
      memory    = 256
      essential = true

      portMappings = [{ containerPort = 80, hostPort = 0, protocol = "tcp" }]
      environment  = [{ name = "RELEASE", value = var.release }, { name = "COLOUR", value = "blue" }]
      mountPoints = [
        { sourceVolume = "pages", containerPath = "/www", readOnly = true },
        { sourceVolume = "cache", containerPath = "/cache" },
      ]
      ulimits      = [{ name = "nofile", softLimit = 1024, hardLimit = 4096 }]
      dockerLabels = { part = "web" }
      dependsOn    = [{ containerName = "warm", condition = "START" }]
      healthCheck  = { command = ["CMD-SHELL", "wget -qO- localhost"], interval = 10, retries = 3 }
      logConfiguration = {
        logDriver = "json-file"
        options   = { "max-size" = "1m" }
      }
    },
    {
      name              = "warm"
      image             = "argosy/toolbox:${var.release}"
      memoryReservation = 64
      essential         = false
      command           = ["sh", "-c", "echo warm"]
      stopTimeout       = 5
    },
  ])

  tags = {
    team = "shop"
  }
}

# On Fargate: sizes, platform, storage.
resource "aws_ecs_task_definition" "api" {
  family                   = "shop-api"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = "1024"
  memory                   = "2048"
  execution_role_arn       = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/shop-pulls"
  task_role_arn            = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/shop-api"

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  ephemeral_storage {
    size_in_gib = 40
  }

  volume {
    name = "orders"

    efs_volume_configuration {
      file_system_id     = "fs-0123456789abcdef0"
      root_directory     = "/orders"
      transit_encryption = "ENABLED"
    }
  }

  container_definitions = jsonencode([
    {
      name         = "api"
      image        = "example.com/shop/api:${var.release}"
      essential    = true
      portMappings = [{ containerPort = 8080 }]
      mountPoints  = [{ sourceVolume = "orders", containerPath = "/orders" }]
      secrets      = [{ name = "PASSWORD", valueFrom = "arn:aws:ssm:${local.account}:parameter/shop" }]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = "shop"
          "awslogs-region"        = data.aws_region.here.name
          "awslogs-stream-prefix" = "api"
        }
      }
    },
  ])
}

# The least that a definition can be.
resource "aws_ecs_task_definition" "report" {
  family = "shop-report"

  container_definitions = jsonencode([
    { name = "report", image = "argosy/toolbox:${var.release}", memory = 32 },
  ])
}
