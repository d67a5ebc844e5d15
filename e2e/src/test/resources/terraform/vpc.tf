terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "release" { default = "first" }
variable "zones" { default = 2 }

data "aws_availability_zones" "here" { state = "available" }
data "aws_vpc" "default" { default = true }
data "aws_subnets" "default" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.default.id]
  }
}
data "aws_region" "here" {}

locals {
  second = var.release == "second"
  names  = slice(data.aws_availability_zones.here.names, 0, var.zones)
}

resource "aws_vpc" "shop" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = local.second
  tags                 = { Name = "shop", release = var.release }

  assign_generated_ipv6_cidr_block = true
}

resource "aws_vpc_ipv4_cidr_block_association" "more" {
  vpc_id     = aws_vpc.shop.id
  cidr_block = "10.21.0.0/16"
}

resource "aws_internet_gateway" "out" {
  vpc_id = aws_vpc.shop.id
  tags   = { Name = "shop" }
}

resource "aws_egress_only_internet_gateway" "out6" {
  vpc_id = aws_vpc.shop.id
  tags   = { release = var.release }
}

resource "aws_subnet" "public" {
  count                   = var.zones
  vpc_id                  = aws_vpc.shop.id
  cidr_block              = cidrsubnet("10.20.0.0/16", 8, count.index)
  availability_zone       = local.names[count.index]
  map_public_ip_on_launch = true
  tags                    = { Name = "public-${count.index}" }

  ipv6_cidr_block                 = cidrsubnet(aws_vpc.shop.ipv6_cidr_block, 8, count.index)
  assign_ipv6_address_on_creation = local.second
}

resource "aws_subnet" "private" {
  count             = var.zones
  vpc_id            = aws_vpc.shop.id
  cidr_block        = cidrsubnet("10.20.0.0/16", 8, 100 + count.index)
  availability_zone = local.names[count.index]
}

resource "aws_eip" "nat" {
  domain     = "vpc"
  depends_on = [aws_internet_gateway.out]
}

resource "aws_nat_gateway" "nat" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public[0].id
  tags          = { Name = "shop" }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.shop.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.out.id
  }
  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.out.id
  }
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_route" "nat" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = local.second ? "192.0.2.0/24" : "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat.id
}

resource "aws_route" "out6" {
  route_table_id              = aws_route_table.private.id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.out6.id
}

resource "aws_route_table_association" "public" {
  count          = var.zones
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table_association" "private" {
  count          = var.zones
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private.id
}

resource "aws_main_route_table_association" "main" {
  vpc_id         = aws_vpc.shop.id
  route_table_id = aws_route_table.private.id
}

resource "aws_security_group" "web" {
  name        = "web"
  description = "the web"
  vpc_id      = aws_vpc.shop.id
  ingress {
    description      = "anybody"
    from_port        = 80
    to_port          = local.second ? 443 : 80
    protocol         = "tcp"
    cidr_blocks      = ["0.0.0.0/0", "10.0.0.0/8"]
    ipv6_cidr_blocks = ["::/0"]
  }
  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    self      = true
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
  tags = { release = var.release }
}

resource "aws_security_group" "tasks" {
  name_prefix = "tasks-"
  vpc_id      = aws_vpc.shop.id
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  security_group_id            = aws_security_group.tasks.id
  referenced_security_group_id = aws_security_group.web.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = local.second ? 8090 : 8080
  description                  = "from the web ${var.release}"
  tags                         = { release = var.release }
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.tasks.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "web6" {
  security_group_id = aws_security_group.tasks.id
  cidr_ipv6         = local.second ? aws_vpc.shop.ipv6_cidr_block : "::/0"
  ip_protocol       = "tcp"
  from_port         = 8080
  to_port           = 8080
}

resource "aws_security_group_rule" "ping" {
  type              = "ingress"
  security_group_id = aws_security_group.tasks.id
  protocol          = "icmp"
  from_port         = 8
  to_port           = -1
  cidr_blocks       = ["10.20.0.0/16"]
}

resource "aws_network_acl" "private" {
  vpc_id     = aws_vpc.shop.id
  subnet_ids = local.second ? [] : aws_subnet.private[*].id
  ingress {
    protocol   = "tcp"
    rule_no    = 100
    action     = "allow"
    cidr_block = "10.20.0.0/16"
    from_port  = 0
    to_port    = local.second ? 1024 : 65535
  }
  ingress {
    protocol        = "tcp"
    rule_no         = 101
    action          = "allow"
    ipv6_cidr_block = "::/0"
    from_port       = 80
    to_port         = 80
  }
  egress {
    protocol   = "-1"
    rule_no    = 200
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}

resource "aws_network_interface" "one" {
  subnet_id       = aws_subnet.private[0].id
  description     = "one ${var.release}"
  private_ips     = ["10.20.100.50"]
  security_groups = local.second ? [aws_security_group.tasks.id] : [aws_security_group.web.id]
}

resource "aws_network_interface" "dual" {
  subnet_id          = aws_subnet.public[0].id
  ipv6_address_count = local.second ? 1 : 0
  security_groups    = [aws_security_group.tasks.id]
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.shop.id
  service_name    = "com.amazonaws.${data.aws_region.here.name}.s3"
  route_table_ids = [aws_route_table.private.id]
}

resource "aws_vpc_endpoint" "logs" {
  vpc_id              = aws_vpc.shop.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.${data.aws_region.here.name}.logs"
  subnet_ids          = aws_subnet.private[*].id
  security_group_ids  = [aws_security_group.tasks.id]
  private_dns_enabled = true
}

resource "aws_default_security_group" "closed" {
  vpc_id = aws_vpc.shop.id
}

output "default_subnets" { value = length(data.aws_subnets.default.ids) }
