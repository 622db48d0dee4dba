@{
    # A checkout has no assemblies beside this file, so eng/Checkout.psm1 imports the newest package.
    # Packaging removes the lines with Checkout.psm1 and uncomments the marked lines (eng/Package.targets).
    RootModule             = 'eng/Checkout.psm1'
    #package RootModule             = if ($PSEdition -eq 'Core') { 'bin/net8.0/EndpointHub.Cmdlets.dll' } else { 'bin/netstandard2.0/EndpointHub.Cmdlets.dll' }
    #package # Imported before the cmdlets, because it makes their private dependencies resolvable (src/EndpointHub.Loader).
    #package NestedModules          = if ($PSEdition -eq 'Core') { 'bin/net8.0/EndpointHub.Loader.dll' } else { 'bin/netstandard2.0/EndpointHub.Loader.dll' }
    #package # Scripts can use the public types immediately after the import.
    #package RequiredAssemblies     = if ($PSEdition -eq 'Core') { 'bin/net8.0/EndpointHub.dll' } else { 'bin/netstandard2.0/EndpointHub.dll' }
    # Packaging writes the version of Directory.Build.props here.
    ModuleVersion          = '0.0.0'
    GUID                   = '6d4c3a6e-94a5-4f0e-8d0b-5f8c62a5c1d7'
    Author                 = 'EndpointHub maintainers'
    CompanyName            = 'EndpointHub maintainers'
    Copyright              = '(c) EndpointHub maintainers. MIT licence.'
    Description            = 'Moves AWS interface VPC endpoints (PrivateLink) from many VPCs into one shared hub VPC, with dry runs, verified name resolution, and a way back.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Core', 'Desktop')
    #package FormatsToProcess       = @('EndpointHub.Format.ps1xml')
    CmdletsToExport        = @(
        'Add-EcrPrivateZone'
        'Add-EndpointPrivateZone'
        'Add-S3GatewayEndpoint'
        'Connect-SpokeVpc'
        'Disable-EndpointPrivateDns'
        'Enable-EndpointPrivateDns'
        'Get-EndpointHub'
        'Get-EndpointInventory'
        'Measure-EndpointCost'
        'New-EndpointHub'
        'Remove-EndpointHub'
        'Remove-SpokeEndpoint'
        'Test-EndpointPath'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @('AWS', 'VPC', 'PrivateLink', 'VPCEndpoint', 'Route53', 'DNS', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
