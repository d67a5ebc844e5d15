# A web server on Fargate, in a network of its own: a subnet in each zone, with a way to the internet and back.
# Set AWS_ENDPOINT_URL and the key first: eval "$(argosy env)". Without that it is made on AWS, where the image
# has to come from a registry.

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

variable "tasks" {
  description = "How many web servers."
  default     = 2
}

variable "guests" {
  description = "Whom the security group lets in."
  default     = "0.0.0.0/0"
}

data "aws_availability_zones" "here" {
  state = "available"
}

resource "aws_vpc" "web" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "web" }
}

resource "aws_internet_gateway" "web" {
  vpc_id = aws_vpc.web.id
}

resource "aws_subnet" "web" {
  count             = 3
  vpc_id            = aws_vpc.web.id
  cidr_block        = cidrsubnet(aws_vpc.web.cidr_block, 8, count.index)
  availability_zone = data.aws_availability_zones.here.names[count.index]
}

resource "aws_route_table" "web" {
  vpc_id = aws_vpc.web.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.web.id
  }
}

resource "aws_route_table_association" "web" {
  count          = length(aws_subnet.web)
  subnet_id      = aws_subnet.web[count.index].id
  route_table_id = aws_route_table.web.id
}

resource "aws_security_group" "web" {
  name        = "web"
  description = "Web servers on Fargate"
  vpc_id      = aws_vpc.web.id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "pages" {
  security_group_id = aws_security_group.web.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 80
  to_port           = 80
  cidr_blocks       = [var.guests]
  description       = "pages"
}

resource "aws_ecs_cluster" "web" {
  name = "web"
}

resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512

  container_definitions = jsonencode([{
    name         = "web"
    image        = "argosy/webserver:1"
    essential    = true
    portMappings = [{ containerPort = 80 }]
  }])
}

resource "aws_ecs_service" "web" {
  name                  = "web"
  cluster               = aws_ecs_cluster.web.id
  task_definition       = aws_ecs_task_definition.web.arn
  desired_count         = var.tasks
  launch_type           = "FARGATE"
  wait_for_steady_state = true

  network_configuration {
    subnets          = aws_subnet.web[*].id
    security_groups  = [aws_security_group.web.id]
    assign_public_ip = true
  }

  # Its tasks leave, and are reached, by these; they go before the ways do.
  depends_on = [aws_route_table_association.web, aws_security_group_rule.pages]
}

output "vpc" {
  value = aws_vpc.web.id
}
