; Made by build_installer.py. Installs for one person, without an administrator; the vault is never touched.
[Setup]
AppId=@IDENTITY@
AppName=Companion
AppVersion=@VERSION@
AppPublisher=The Companion project
DefaultDirName={autopf}\Companion
DefaultGroupName=Companion
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
OutputDir=@OUTPUT@
OutputBaseFilename=companion-@VERSION@-windows-setup
SetupIconFile=@ICON@
UninstallDisplayIcon={app}\companion.exe
LicenseFile=@LICENCE@
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "pt"; MessagesFile: "compiler:Languages\Portuguese.isl"

[Files]
Source: "@PROGRAM@\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Companion"; Filename: "{app}\companion.exe"; AppUserModelID: "Companion"

[Registry]
Root: HKA; Subkey: "Software\Classes\.companionpack"; ValueType: string; ValueData: "Companion.Pack"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Companion.Pack"; ValueType: string; ValueData: "Companion content pack"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Companion.Pack\shell\open\command"; ValueType: string; ValueData: """{app}\companion.exe"" ""%1"""; Flags: uninsdeletekey

[Code]
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
begin
  if CurUninstallStep = usPostUninstall then
    MsgBox('The vault stays where it is: ' + ExpandConstant('{localappdata}\companion'), mbInformation, MB_OK);
end;
