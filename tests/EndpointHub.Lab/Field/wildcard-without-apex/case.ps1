param($Variant)

$hub = New-FieldVpc services 10.80.0.0/16
$hubSubnets = (New-FieldSubnet $hub 10.80.1.0/24 a), (New-FieldSubnet $hub 10.80.2.0/24 c)
$spoke = New-FieldVpc builders 10.31.0.0/16
$null = New-FieldClient (New-FieldSubnet $spoke 10.31.1.0/24 a)
$null = New-FieldPeering $spoke $hub
$null = New-FieldGateway $spoke $spoke.Table
$group = New-FieldGroup $hub endpoints 10.31.0.0/16
$api = New-FieldEndpoint $hub ecr.api $hubSubnets $group -Hub central
$dkr = New-FieldEndpoint $hub ecr.dkr $hubSubnets $group -Hub central
$null = New-FieldZone api.ecr.ap-northeast-1.amazonaws.com $hub, $spoke @{ 'api.ecr.ap-northeast-1.amazonaws.com' = $api }
$null = New-FieldZone dkr.ecr.ap-northeast-1.amazonaws.com $hub, $spoke @{ '*.dkr.ecr.ap-northeast-1.amazonaws.com' = $dkr }
Wait-FieldSettled

$paths = Test-EndpointPath -VpcId $spoke.Id -Hub central
Assert-FieldSet 'the name that Docker asks for' (Get-FieldNameVerdict $paths '?*?.dkr.ecr.ap-northeast-1.amazonaws.com') 'Reachable'
Assert-FieldSet 'api.ecr' (Get-FieldNameVerdict $paths 'api.ecr.ap-northeast-1.amazonaws.com') 'Reachable'
Assert-FieldText 'what is answered publicly' (Get-FieldFinding $paths AnsweredPublicly).Reason 'ecr\.ap-northeast-1\.api\.aws'
Assert-FieldText 'what is answered publicly' (Get-FieldFinding $paths AnsweredPublicly).Reason 'dkr-ecr\.ap-northeast-1\.on\.aws'
Assert-FieldSet 'failing codes' (Get-FieldCode $paths) 'AnsweredPublicly'
