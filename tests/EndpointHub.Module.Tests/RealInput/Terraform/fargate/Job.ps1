# A hub for Fargate. The spoke has endpoints for some of the services only.
param($Ids)

$hub = New-EndpointHub -Name fargate -VpcId $Ids.hub -SubnetCidr 10.250.0.0/28 -AvailabilityZone a -Workload Fargate -PlatformVersion 1.4.0 -EcsExec -KmsKey -AwsLogs
$spoke = $Ids.spoke | Connect-SpokeVpc -Hub $hub | Add-S3GatewayEndpoint -NarrowPolicy | Add-EndpointPrivateZone
$spoke | Disable-EndpointPrivateDns -IncludeManaged Terraform -Confirm:$false | Test-EndpointPath | Remove-SpokeEndpoint -IncludeManaged Terraform -Allow TrafficUnknown -Confirm:$false
$spoke | Test-EndpointPath
