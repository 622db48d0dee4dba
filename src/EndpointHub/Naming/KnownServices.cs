using EndpointHub.Values;

namespace EndpointHub.Naming;

/// <summary>
/// The services for which AWS offers interface endpoints in at least one region, by their short names (DescribeVpcEndpointServices of twelve
/// regions, 2023, and service guides since). The list is used for argument completion and to distinguish services that one region does not offer from
/// unknown ones.
/// The EC2 API of a region determines whether the region offers a service.
/// </summary>
internal static class KnownServices
{
    private const string List = """
        access-analyzer account acm-pca airflow.api airflow.env airflow.ops analytics-omics app-integrations application-autoscaling appmesh
        appmesh-envoy-management apprunner apprunner.requests appstream.api appstream.streaming appsync-api aps aps-workspaces athena
        auditmanager autoscaling autoscaling-plans awsconnector backup backup-gateway batch bedrock billingconductor braket cases cassandra
        cassandra-fips cleanrooms cloudcontrolapi cloudcontrolapi-fips clouddirectory cloudformation cloudhsmv2 cloudtrail codeartifact.api
        codeartifact.repositories codebuild codebuild-fips codecommit codecommit-fips codedeploy codedeploy-commands-secure codeguru-profiler
        codeguru-reviewer codepipeline codestar-connections.api codewhisperer comprehend comprehendmedical config connect-campaigns console
        control-storage-omics data-servicediscovery data-servicediscovery-fips databrew dataexchange datasync deviceadvisor.iot devops-guru dms
        dms-fips drs ds dynamodb ebs ec2 ec2messages ecr.api ecr.dkr ecs ecs-agent ecs-telemetry eks eks-auth elastic-inference.runtime
        elasticache elasticache-fips elasticbeanstalk elasticbeanstalk-health elasticfilesystem elasticfilesystem-fips elasticloadbalancing
        elasticmapreduce email-smtp emr-containers emr-serverless events evidently evidently-dataplane execute-api finspace finspace-api fis
        forecast forecast-fips forecastquery forecastquery-fips frauddetector fsx fsx-fips git-codecommit git-codecommit-fips glue grafana
        grafana-workspace greengrass groundstation guardduty-data guardduty-data-fips healthlake identitystore imagebuilder inspector2 iot.data
        iot.fleethub.api iotfleetwise iotroborunner iotsitewise.api iotsitewise.data iottwinmaker.api iottwinmaker.data iotwireless.api kendra
        kendra-ranking kinesis-firehose kinesis-streams kms kms-fips lakeformation lambda license-manager license-manager-fips
        license-manager-user-subscriptions logs lookoutequipment lookoutmetrics lookoutvision lorawan.cups lorawan.lns m2 macie2
        managedblockchain-query managedblockchain.bitcoin.mainnet managedblockchain.bitcoin.testnet mediaconnect medical-imaging memory-db
        memorydb-fips mgn migrationhub-orchestrator migrationhub-strategy models-v2-lex monitoring nimble notebook panorama
        payment-cryptography.controlplane payment-cryptography.dataplane pca-connector-ad personalize personalize-events personalize-runtime
        pinpoint pinpoint-sms-voice-v2 polly private-networks profile proton qldb.session rds rds-data redshift redshift-data redshift-fips
        refactor-spaces rekognition rekognition-fips robomaker rolesanywhere rum rum-dataplane runtime-medical-imaging runtime-v2-lex s3
        s3-outposts sagemaker-geospatial sagemaker.api sagemaker.featurestore-runtime sagemaker.metrics sagemaker.runtime
        sagemaker.runtime-fips secretsmanager securityhub servicecatalog servicecatalog-appregistry servicediscovery servicediscovery-fips
        signin simspaceweaver sms snow-device-management sns sqs ssm ssm-contacts ssm-incidents ssmmessages states storage-omics storagegateway
        streaming-rekognition streaming-rekognition-fips sts studio swf swf-fips sync-states synthetics tags-omics textract textract-fips tnb
        transcribe transcribestreaming transfer transfer.server translate verifiedpermissions voiceid vpc-lattice wisdom workflows-omics
        workspaces xray
        """;

    /// <summary>The short names, in order.</summary>
    public static ValueList<string> ShortNames { get; } = List.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).ToValueList();

    /// <summary>True if AWS offers a service in at least one region.</summary>
    /// <param name="shortName">The short name, for example <c>ecr.dkr</c>.</param>
    ///
    public static bool Contains(string shortName) => ShortNames.Contains(shortName, StringComparer.Ordinal);
}
